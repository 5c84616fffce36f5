// The twenty posts, in memory: nothing is asked for them, which is less than any real feed does.
import { readFileSync } from "node:fs";

const EXCERPT = 280;

export const page = read(JSON.parse(readFileSync(process.env.POSTS, "utf8")));

function read({ items, next }) {
  return {
    older: next,
    posts: items.map(({ id, title, body, author, publishedAt }) => ({
      id,
      title,
      author: author.name,
      published: publishedAt,
      excerpt: excerpt(body),
    })),
  };
}

function excerpt(markdown) {
  const plain = markdown.replace(/[*\n-]+/g, " ").replace(/ +/g, " ").trim();
  return plain.length <= EXCERPT ? plain : plain.slice(0, EXCERPT).trimEnd() + "…";
}
