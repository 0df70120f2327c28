import { lazy, Suspense, useEffect, useState, type ComponentType } from 'react';
import type { ViewerState } from '../store/index.ts';
import { usePage, useViewerState } from './page.tsx';

/** Something that lies over the page while the state says so; it is not there before it is first asked for. */
interface Overlay {
  readonly name: string;
  readonly isOpen: (state: ViewerState) => boolean;
  readonly load: () => Promise<unknown>;
  readonly Content: ComponentType;
}

/** ms after the page was made. */
const FETCHED_AFTER = 1000;

const loadHelp = async () => ({ default: (await import('./help/HelpDialog.tsx')).HelpDialog });
const loadRecordings = async () => ({
  default: (await import('./recordings/RecordingDialog.tsx')).RecordingDialog,
});
const loadKernels = async () => ({ default: (await import('./kernels/KernelsDialog.tsx')).KernelsDialog });
const loadParameters = async () => ({
  default: (await import('./parameters/ParameterDrawer.tsx')).ParameterDrawer,
});

const OVERLAYS: readonly Overlay[] = [
  {
    name: 'help',
    isOpen: ({ dialog }) => dialog === 'help',
    load: loadHelp,
    Content: lazy(loadHelp),
  },
  {
    name: 'kernels',
    isOpen: ({ dialog }) => dialog === 'kernels',
    load: loadKernels,
    Content: lazy(loadKernels),
  },
  {
    name: 'recordings',
    isOpen: ({ dialog }) => dialog === 'recording',
    load: loadRecordings,
    Content: lazy(loadRecordings),
  },
  {
    name: 'parameters',
    isOpen: ({ drawerOpen }) => drawerOpen,
    load: loadParameters,
    Content: lazy(loadParameters),
  },
];

/** Dialogs and the drawer. */
export function Overlays() {
  useEffect(() => {
    // Fetched while nothing else is to be done, so that they open at once, and without a network too.
    const timer = setTimeout(() => {
      for (const { load } of OVERLAYS) void load();
    }, FETCHED_AFTER);
    return () => clearTimeout(timer);
  }, []);
  return OVERLAYS.map((overlay) => <OnDemand key={overlay.name} overlay={overlay} />);
}

/** Stays once it was opened, so that it can close in its own way. */
function OnDemand({ overlay: { name, isOpen, Content } }: { readonly overlay: Overlay }) {
  const open = useViewerState(isOpen);
  const [wasOpen, setWasOpen] = useState(open);
  if (open && !wasOpen) setWasOpen(true);
  if (!wasOpen) return null;
  return (
    <Suspense fallback={<Pending name={name} />}>
      <Content />
    </Suspense>
  );
}

/** The page is not idle while a part of it is on its way. */
function Pending({ name }: { readonly name: string }) {
  const { idle } = usePage().viewer;
  useEffect(() => {
    const token = `overlay ${name}`;
    idle.begin(token);
    return () => idle.end(token);
  }, [idle, name]);
  return null;
}
