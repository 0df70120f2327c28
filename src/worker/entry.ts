/** The worker's script: nothing but the wiring. */
import { startImport } from '../import/index.ts';
import { startRun } from '../model/run.ts';
import { serve } from './serve.ts';

serve(globalThis, { startRun, startImport });
