import { Button } from "@graphiql/react";
import { useState } from "react";

/** Name and password. `onSignIn` says why not by throwing. */
export function SignInForm({ onSignIn, demo }) {
  const [refusal, setRefusal] = useState("");
  const [isBusy, setIsBusy] = useState(false);

  async function submit(event) {
    event.preventDefault();
    const { identifier, password } = Object.fromEntries(new FormData(event.currentTarget));
    setIsBusy(true);
    try {
      await onSignIn(identifier, password);
    } catch (error) {
      setRefusal(error.message);
      setIsBusy(false);
    }
  }

  return (
    <form className="sign-in" onSubmit={submit}>
      <label>
        User name or e-mail address
        <input name="identifier" autoComplete="username" autoCapitalize="none" required autoFocus />
      </label>
      <label>
        Password
        <input name="password" type="password" autoComplete="current-password" required />
      </label>
      {refusal && <p role="alert">{refusal}</p>}
      <Button type="submit" state="success" disabled={isBusy}>
        Sign in
      </Button>
      {demo && (
        <p className="sign-in-hint">
          Demo accounts: {demo.accounts.join(", ")}. Their password is <code>{demo.password}</code>.
        </p>
      )}
    </form>
  );
}
