import { Component, type ReactNode } from 'react';

interface ErrorBoundaryProps {
  /** What is inside, as the reader knows it: "The details". */
  readonly what: string;
  readonly children: ReactNode;
}

interface ErrorBoundaryState {
  readonly message: string | undefined;
}

/** Keeps a mistake in one part of the page from taking the rest with it, and says what happened. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { message: undefined };

  static getDerivedStateFromError(error: unknown): ErrorBoundaryState {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    if (this.state.message === undefined) return this.props.children;
    return (
      <div className="notice notice-error" role="alert">
        <p>
          {this.props.what} could not be shown: {this.state.message}. The rest of the page works on.
        </p>
        <button type="button" className="button" onClick={() => this.setState({ message: undefined })}>
          Show it again
        </button>
      </div>
    );
  }
}
