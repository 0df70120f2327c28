import fc from 'fast-check';

/** The check of every commit draws the same inputs each time; `PROPERTY_SEED=random` or a number draws others. */
const { PROPERTY_SEED = '20070222' } = process.env;
if (PROPERTY_SEED !== 'random')
  fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(PROPERTY_SEED) });
