/** A column's element type: f64 for times in ns (integers, exact to 2^53), i32 for indices (-1 = none), u8/u16 for codes. */
export type ColumnType = 'f64' | 'i32' | 'u16' | 'u8';

type ColumnArray = { f64: Float64Array; i32: Int32Array; u16: Uint16Array; u8: Uint8Array };

const CONSTRUCTORS = { f64: Float64Array, i32: Int32Array, u16: Uint16Array, u8: Uint8Array } as const;

export type Spec = Readonly<Record<string, ColumnType>>;

export type Columns<S extends Spec> = { [K in keyof S]: ColumnArray[S[K]] };

/**
 * A table of columns. Only the first `length` elements of each array are rows: the arrays have room to grow, and a
 * growing table *replaces* them, so hold the table and not its arrays.
 */
export type Table<S extends Spec> = { length: number; capacity: number; readonly spec: S } & Columns<S>;

/** An empty table with room for `capacity` rows. */
export function createTable<S extends Spec>(spec: S, capacity = 64): Table<S> {
  const table = { length: 0, capacity, spec } as Table<S>;
  for (const name of Object.keys(spec)) setColumn(table, name, new CONSTRUCTORS[spec[name]](capacity));
  return table;
}

/** Appends one row of zeroes and returns its index; the caller writes the cells. */
export function addRow<S extends Spec>(table: Table<S>): number {
  if (table.length === table.capacity) grow(table, table.capacity * 2);
  return table.length++;
}

/** Makes room for at least `rows` rows, keeping what is there. */
export function reserve<S extends Spec>(table: Table<S>, rows: number): void {
  if (rows > table.capacity) grow(table, Math.max(rows, table.capacity * 2));
}

/** Rows `[from, to)` as fresh arrays of exactly that length, fit to be transferred. */
export function copyRows<S extends Spec>(table: Table<S>, from: number, to: number): Columns<S> {
  const columns = {} as Record<string, unknown>;
  for (const name of Object.keys(table.spec)) columns[name] = column(table, name).slice(from, to);
  return columns as Columns<S>;
}

/** Appends rows given as columns of equal length. Throws RangeError if the lengths differ. */
export function appendRows<S extends Spec>(table: Table<S>, rows: Columns<S>): void {
  const names = Object.keys(table.spec);
  const count = (rows[names[0]] as ArrayLike<number>).length;
  reserve(table, table.length + count);
  for (const name of names) {
    const source = rows[name] as unknown as Float64Array;
    if (source.length !== count)
      throw new RangeError(`column ${name} has ${source.length} rows, not ${count}`);
    (column(table, name) as Float64Array).set(source, table.length);
  }
  table.length += count;
}

/** The buffers of a set of columns, for the transfer list of `postMessage`. */
export function buffersOf<S extends Spec>(columns: Columns<S>): ArrayBuffer[] {
  return Object.values(columns).map((array) => (array as Float64Array).buffer as ArrayBuffer);
}

function grow<S extends Spec>(table: Table<S>, capacity: number): void {
  for (const name of Object.keys(table.spec)) {
    const larger = new CONSTRUCTORS[table.spec[name]](capacity);
    (larger as Float64Array).set(column(table, name) as Float64Array);
    setColumn(table, name, larger);
  }
  table.capacity = capacity;
}

function column(table: Table<Spec>, name: string): ColumnArray[ColumnType] {
  return (table as unknown as Record<string, ColumnArray[ColumnType]>)[name];
}

function setColumn(table: object, name: string, array: ColumnArray[ColumnType]): void {
  (table as Record<string, unknown>)[name] = array;
}
