import type { Cpu } from './cpu.ts';
import { Frame, NO_SLICE, type FrameOptions, type KernelCode } from './frame.ts';
import type { Line } from './line.ts';

/** The frame that a CPU runs when it takes an interrupt; of the stub itself only its trap leaves are drawn. */
export function stubFrame(cpu: Cpu, code: (k: Frame) => KernelCode): Frame {
  const frame = new Frame(cpu, {
    kind: NO_SLICE,
    name: -1,
    thread: cpu.current,
    activity: undefined,
    borrowed: false,
  });
  frame.code = code(frame);
  return frame;
}

/** The frame of the handler of `line`. What caused the interrupt is the cause of this frame, once. */
export function handlerFrame(cpu: Cpu, line: Line, options: FrameOptions): Frame {
  const frame = new Frame(cpu, options);
  frame.causeSlice = line.causeSlice;
  frame.causeWhy = line.causeWhy;
  line.causeSlice = -1;
  return frame;
}
