import { Links, Meta, Outlet, Scripts, ScrollRestoration } from "react-router";

export default function Root() {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="alternate" type="application/atom+xml" href="/feed.atom" title="Imprimatur" />
        <link rel="icon" href="/assets/seal.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/webjars/picocss__pico/css/pico.min.css" />
        <link rel="stylesheet" href="/assets/imprimatur.css" />
        <Meta />
        <Links />
      </head>
      <body>
        <a className="skip" href="#main">
          Skip to the content
        </a>
        <header className="top">
          <a className="brand" href="/">
            <span>Imprimatur</span>
          </a>
          <nav aria-label="Main">
            <ul>
              <li>
                <a href="/" aria-current="page">
                  Posts
                </a>
              </li>
              <li>
                <a href="/sign-in?to=/">Sign in</a>
              </li>
              <li>
                <a className="cta" href="/posts/new">
                  New post
                </a>
              </li>
            </ul>
          </nav>
        </header>
        <main id="main" tabIndex={-1}>
          <Outlet />
        </main>
        <footer className="bottom">
          <p>Nothing here is public until it has been approved.</p>
        </footer>
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  );
}
