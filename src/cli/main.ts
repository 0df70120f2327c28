#!/usr/bin/env node
import { version } from '../../package.json';
import { irqlanes } from './program.ts';
import { processTerminal } from './terminal.ts';

process.exitCode = await irqlanes(process.argv.slice(2), version, processTerminal());
