import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from '@fluentui/react-components';

/** What went wrong, in the API's own words, and the way to try again. */
export function Failed({ error, again }: { readonly error: Error; readonly again?: () => void }) {
  return (
    <MessageBar intent="error" layout="multiline" role="alert">
      <MessageBarBody>
        <MessageBarTitle>That did not work.</MessageBarTitle> {error.message}
      </MessageBarBody>
      {again === undefined ? null : (
        <MessageBarActions>
          <Button onClick={again}>Try again</Button>
        </MessageBarActions>
      )}
    </MessageBar>
  );
}
