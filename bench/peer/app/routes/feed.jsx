import { page } from "../posts.server.js";

const WORDS = new Intl.DateTimeFormat("en-GB", {
  dateStyle: "long",
  timeStyle: "short",
  timeZone: "UTC",
});

export function meta() {
  return [{ title: "Imprimatur" }];
}

export function loader() {
  return page;
}

function Moment({ at }) {
  const full = WORDS.format(new Date(at)) + " UTC";
  return (
    <time dateTime={at} title={full}>
      {full}
    </time>
  );
}

function Card({ post }) {
  return (
    <article className="card">
      <h2>
        <a href={"/posts/" + post.id}>
          <bdi>{post.title}</bdi>
        </a>
      </h2>
      <p className="meta">
        <bdi>{post.author}</bdi> · <Moment at={post.published} />
      </p>
      <p className="excerpt" dir="auto">
        {post.excerpt}
      </p>
    </article>
  );
}

function Search() {
  return (
    <search className="search">
      <form method="get" action="/search">
        <label htmlFor="q">Words to look for</label>
        <div className="search-row">
          <input type="search" id="q" name="q" maxLength={200} autoComplete="off" />
          <button type="submit">Search</button>
        </div>
      </form>
    </search>
  );
}

export default function Feed({ loaderData }) {
  return (
    <>
      <h1>Posts</h1>
      <Search />
      <div className="feed" id="feed">
        {loaderData.posts.map((post) => (
          <Card key={post.id} post={post} />
        ))}
      </div>
      {loaderData.older && (
        <p className="more">
          <a
            id="older"
            rel="next"
            href={"/?cursor=" + loaderData.older}
            role="button"
            className="secondary outline"
          >
            Older posts
          </a>
        </p>
      )}
    </>
  );
}
