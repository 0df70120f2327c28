import { Recorder } from '../trace/recorder.ts';
import type { Run, Sink } from '../trace/run.ts';
import type { Trace } from '../trace/trace.ts';
import { cpuTimes } from '../trace/queries.ts';
import { costProfiles, kvmCostsOf, tcpCostsOf, xenCostsOf } from './costs/index.ts';
import { kernels } from './kernels/index.ts';
import { summarize, type IsolatedPacket } from './summary.ts';
import { BsdSystem } from './systems/bsd.ts';
import { KvmSystem } from './systems/kvm.ts';
import { kvmSettingsOf } from './systems/kvm-settings.ts';
import { LinuxSystem } from './systems/linux.ts';
import { LinuxTcpSystem } from './systems/linux-tcp.ts';
import { RouterSystem } from './systems/router.ts';
import { settingsOf } from './systems/settings.ts';
import type { System } from './systems/system.ts';
import { tcpSettingsOf } from './systems/tcp-settings.ts';
import { XenSystem } from './systems/xen.ts';
import { xenSettingsOf } from './systems/xen-settings.ts';
import type { Cost, CostProfile, Experiment, Kernel } from './types.ts';
import { modelHash } from './version.ts';

/** A resolved experiment names something that this model does not have; `message` says what. */
export class ModelError extends Error {
  override name = 'ModelError';
}

/**
 * Starts a run of the model: the only door. The same experiment gives the same bytes on every engine. Throws ModelError if
 * the experiment names an unknown kernel or cost profile.
 */
export function startRun(experiment: Experiment, sink: Sink): Run {
  const recorder = new Recorder('model');
  const system = build(experiment, recorder);
  const end = experiment.until ?? experiment.workload.duration;
  return {
    advance(maxEvents) {
      const { machine } = system;
      const over = machine.advance(maxEvents, end);
      if (over) finish(system);
      sink.batch(
        recorder.flush(
          machine.now,
          over ? summarize(experiment, system, isolatedPacket(experiment, system)) : undefined,
        ),
      );
      return over;
    },
    get progress() {
      return { now: system.machine.now, total: system.machine.over ? system.machine.now : end };
    },
  };
}

/** Runs an experiment in one go and returns its trace. */
export function runToEnd(experiment: Experiment): Trace {
  const recorder = new Recorder('model');
  const system = runSystem(experiment, recorder);
  recorder.trace.summary = summarize(experiment, system, isolatedPacket(experiment, system));
  return recorder.trace;
}

function runSystem(experiment: Experiment, recorder: Recorder): System {
  const system = build(experiment, recorder);
  while (!system.machine.advance(Infinity, experiment.until ?? experiment.workload.duration));
  finish(system);
  return system;
}

function finish(system: System): void {
  for (const nic of system.nics) nic.settle();
  system.finish?.();
  system.machine.finish(system.threads);
  system.ledger.finish(system.machine.now);
}

function build(experiment: Experiment, recorder: Recorder): System {
  const kernel = kernels.find(({ id }) => id === experiment.kernel);
  if (kernel === undefined) throw new ModelError(`this model has no kernel ${experiment.kernel}`);
  const profile = costProfiles.find(({ id }) => id === experiment.costs);
  if (profile === undefined) throw new ModelError(`this model has no cost profile ${experiment.costs}`);
  return systemOf(kernel, experiment, profile, recorder);
}

function systemOf(kernel: Kernel, experiment: Experiment, profile: CostProfile, recorder: Recorder): System {
  const hash = modelHash(kernel, profile);
  if (kernel.family === 'xen') {
    const values = valuesOf({ ...profile.costs, ...xenCostsOf(profile) });
    return new XenSystem(kernel, xenSettingsOf(experiment, values), recorder, hash);
  }
  if (kernel.family === 'linux' && experiment.workload.protocol === 'tcp') {
    const values = valuesOf({ ...profile.costs, ...tcpCostsOf(profile) });
    return new LinuxTcpSystem(kernel, tcpSettingsOf(experiment, values), recorder, hash);
  }
  if (kernel.family === 'linux' && experiment.workload.guest === true) {
    const values = valuesOf({ ...profile.costs, ...kvmCostsOf(profile) });
    return new KvmSystem(kernel, kvmSettingsOf(experiment, values), recorder, hash);
  }
  const settings = settingsOf(experiment, valuesOf(profile.costs));
  switch (kernel.family) {
    case 'netbsd':
    case 'freebsd':
      return new BsdSystem(kernel, settings, recorder, hash);
    case 'router':
      return new RouterSystem(kernel, settings, recorder, hash);
    case 'linux':
      return new LinuxSystem(kernel, settings, recorder, hash);
  }
}

function valuesOf<K extends string>(costs: Readonly<Record<K, Cost>>): Record<K, number> {
  const entries = Object.entries<Cost>(costs).map(([name, cost]) => [name, cost.value]);
  return Object.fromEntries(entries) as Record<K, number>;
}

/** Latest end of the run that measures an isolated packet, ns. */
const ISOLATED_LIMIT = 10_000_000;

/** What one packet alone costs under the same settings: the run itself if it is one packet, else a run of its own. */
function isolatedPacket(experiment: Experiment, system: System): IsolatedPacket {
  const alone = experiment.workload.packets === 'one' && experiment.until === undefined;
  const single: Experiment = {
    ...experiment,
    until: undefined,
    workload: { ...experiment.workload, packets: 'one', duration: ISOLATED_LIMIT },
  };
  const measured = alone ? system : runSystem(single, new Recorder('model'));
  const { machine } = measured;
  const times = cpuTimes(machine.recorder.trace, machine.now);
  let cpuTime = 0;
  for (const row of times) {
    const { cpu: _cpu, idle: _idle, user: _user, ...busy } = row;
    for (const ns of Object.values(busy)) cpuTime += ns;
  }
  return { cpuTime, contextSwitches: machine.tally.contextSwitches };
}
