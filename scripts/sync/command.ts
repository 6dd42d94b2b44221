export { UsageError, type Command } from '../maps/command.ts';
