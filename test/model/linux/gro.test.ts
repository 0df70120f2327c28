import { describe, expect, test } from 'vitest';
import { Gro } from '../../../src/model/network/linux/gro.ts';
import { Segment } from '../../../src/model/hardware/segment.ts';
import { MSS, segmentsOf } from '../../../src/model/hardware/tcp-format.ts';

/** The segments of a request of `bytes` on connection `flow`. */
function request(flow: number, bytes: number): Segment[] {
  const sizes = segmentsOf(bytes);
  return sizes.map(
    (size, index) => new Segment(index, 0, size, 0, { flow, index, push: index === sizes.length - 1 }),
  );
}

function acknowledgement(flow: number): Segment {
  return new Segment(-1, 0, 0, 0, { flow, index: -1, push: false });
}

/** What goes up, as `flow:segments`. */
function taken(gro: Gro): string[] {
  return gro.takeNormal().map((skb) => `${skb[0].flow}:${skb.length}`);
}

describe('kernels.md 4.3.16: GRO', () => {
  test('segments that follow each other are merged, and the pushed one lets them go', () => {
    const gro = new Gro('6');
    const segments = request(1, 4 * MSS);
    for (const segment of segments.slice(0, 3)) gro.receive(segment);
    expect(taken(gro)).toEqual([]);
    gro.receive(segments[3]);
    expect(taken(gro)).toEqual(['1:4']);
  });

  test('a lone pushed segment and an acknowledgement are not held', () => {
    const gro = new Gro('6');
    gro.receive(request(1, 1)[0]);
    gro.receive(acknowledgement(2));
    expect(taken(gro)).toEqual(['1:1', '2:1']);
  });

  test('connections do not merge with each other, however their segments alternate', () => {
    const gro = new Gro('6');
    const [a, b] = [request(1, 2 * MSS), request(2, 2 * MSS)];
    for (const segment of [a[0], b[0], a[1], b[1]]) gro.receive(segment);
    expect(taken(gro)).toEqual(['1:2', '2:2']);
  });

  test('a gap and an acknowledgement end what came before them', () => {
    const gro = new Gro('6');
    const segments = request(1, 5 * MSS);
    gro.receive(segments[0]);
    gro.receive(segments[2]);
    expect(taken(gro)).toEqual(['1:1']);
    gro.receive(acknowledgement(1));
    expect(taken(gro)).toEqual(['1:1', '1:1']);
  });

  test('a list holds eight: the ninth sends the oldest up', () => {
    const gro = new Gro('4');
    for (let flow = 0; flow < 9; flow++) gro.receive(request(flow, 2 * MSS)[0]);
    expect(taken(gro)).toEqual(['0:1']);
  });

  test('from 4.19 on there are eight lists', () => {
    const gro = new Gro('6');
    for (let flow = 0; flow < 64; flow++) gro.receive(request(flow, 2 * MSS)[0]);
    expect(taken(gro)).toEqual([]);
    gro.receive(request(64, 2 * MSS)[0]);
    expect(taken(gro)).toEqual(['0:1']);
  });

  test('the end of a poll lets all go', () => {
    const gro = new Gro('6');
    gro.receive(request(3, 2 * MSS)[0]);
    gro.receive(request(4, 2 * MSS)[0]);
    gro.flush();
    expect(taken(gro)).toEqual(['3:1', '4:1']);
    gro.flush();
    expect(taken(gro)).toEqual([]);
  });

  test('no packet is made of more than 64 KB', () => {
    const gro = new Gro('6');
    for (const segment of request(1, 60 * MSS)) gro.receive(segment);
    gro.flush();
    const sizes = taken(gro).map((text) => Number(text.split(':')[1]));
    expect(sizes).toEqual([45, 15]);
  });

  test('from 5.4 on packets go up by eights, before that one by one', () => {
    const full = (era: '4' | '6', packets: number): boolean => {
      const gro = new Gro(era);
      for (let flow = 0; flow < packets; flow++) gro.receive(request(flow, 1)[0]);
      return gro.full;
    };
    expect([full('6', 7), full('6', 8), full('4', 1)]).toEqual([false, true, true]);
  });
});
