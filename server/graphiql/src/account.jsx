import { Dialog, UnStyledButton } from "@graphiql/react";
import { useEffect, useState } from "react";

import { SignInForm } from "./sign-in-form.jsx";

const WHO = "{ viewer { username } }";
const LOGIN = `mutation Login($input: LoginInput!) {
  login(input: $input) { viewer { username } errors { message } }
}`;
const LOGOUT = "mutation Logout { logout { errors { message } } }";

/** Who is signed in, and the way in and out: the session's cookie is the browser's to keep. */
export function Account({ gateway, demo }) {
  const [username, setUsername] = useState(null);
  const [isOpen, setIsOpen] = useState(false);

  useEffect(() => {
    gateway.ask(WHO).then(
      ({ viewer }) => setUsername(viewer?.username ?? null),
      () => setUsername(null),
    );
  }, [gateway]);

  async function signIn(identifier, password) {
    const { login } = await gateway.ask(LOGIN, { input: { identifier, password } });
    refuse(login.errors);
    setUsername(login.viewer.username);
    setIsOpen(false);
    gateway.reopen();
  }

  async function signOut() {
    const { logout } = await gateway.ask(LOGOUT);
    refuse(logout.errors);
    setUsername(null);
    gateway.reopen();
  }

  if (username) {
    return (
      <div className="account">
        <span className="account-name" title="Signed in">
          {username}
        </span>
        <UnStyledButton type="button" className="account-button" onClick={signOut}>
          Sign out
        </UnStyledButton>
      </div>
    );
  }
  return (
    <div className="account">
      <Dialog open={isOpen} onOpenChange={setIsOpen}>
        <div className="sign-in-header">
          <Dialog.Title className="sign-in-title">Sign in</Dialog.Title>
          <Dialog.Close />
        </div>
        <SignInForm onSignIn={signIn} demo={demo} />
      </Dialog>
      <UnStyledButton type="button" className="account-button" onClick={() => setIsOpen(true)}>
        Sign in
      </UnStyledButton>
    </div>
  );
}

function refuse(errors) {
  if (errors.length > 0) {
    throw new Error(errors[0].message);
  }
}
