import { Component, type ReactNode } from 'react';
import { Failed } from './failed.tsx';

/** Says so where a page cannot be drawn: after an update of the app the old console may not understand its answers. */
export class Boundary extends Component<{ readonly children: ReactNode }, { readonly error?: Error }> {
  override state: { readonly error?: Error } = {};

  static getDerivedStateFromError(thrown: unknown): { readonly error: Error } {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    return {
      error: new Error(`This page cannot be drawn; reload it, the console may have been updated. (${why})`),
    };
  }

  override render(): ReactNode {
    const { error } = this.state;
    return error === undefined ? (
      this.props.children
    ) : (
      <Failed error={error} again={() => location.reload()} />
    );
  }
}
