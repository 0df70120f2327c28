/** One voice for page, live region, mail and lessons. */
export { changesSentence } from './changes.ts';
export { glossary, glossaryEntry, type GlossaryEntry } from './glossary.ts';
export { differenceClause, headline, verdictSentence } from './headline.ts';
export {
  columnName,
  cpuPhrase,
  kernelPhrase,
  plainName,
  statusAndEra,
  statusText,
  threadTitle,
} from './names.ts';
export {
  count,
  counted,
  duration,
  instantText,
  listed,
  microseconds,
  percent,
  perPacket,
} from './numbers.ts';
export {
  blankSentence,
  functionsIn,
  liveText,
  sentenceAt,
  stepDetail,
  stepSentence,
  switchSentence,
} from './sentences.ts';
