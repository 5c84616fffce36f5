// An approval service for Imprimatur in one file. Node 20 or newer:
//
//   WEBHOOK_SECRET=whsec_... BOARD_URL=http://localhost:8080 PORT=9000 node approval-service.mjs
//
// It answers while it is being asked: an answer that the board did not take makes the request fail,
// and the board asks again. So nothing has to be kept here.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'

const { WEBHOOK_SECRET = '', BOARD_URL = 'http://localhost:8080', PORT = '9000' } = process.env
if (!WEBHOOK_SECRET.startsWith('whsec_')) {
  console.error('WEBHOOK_SECRET has to be the secret of imprimatur.approval.webhook.secret.')
  process.exit(2)
}
const key = Buffer.from(WEBHOOK_SECRET.slice('whsec_'.length), 'base64')
const FIVE_MINUTES = 300
const LARGEST = 256 * 1024

/** Your rules go here. The text is untrusted. */
function judge(post) {
  return /\bcasino\b/i.test(`${post.title} ${post.body}`)
    ? { approved: false, reason: 'No advertisements, please.' }
    : { approved: true }
}

function signature(id, timestamp, body) {
  return 'v1,' + createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64')
}

/** Whether the board sent this lately. It signs with each of its secrets; one has to be ours. */
function authentic(headers, body) {
  const id = headers['webhook-id'] ?? ''
  const timestamp = headers['webhook-timestamp'] ?? ''
  const expected = Buffer.from(signature(id, timestamp, body))
  return (
    Math.abs(Date.now() / 1000 - Number(timestamp)) <= FIVE_MINUTES &&
    (headers['webhook-signature'] ?? '')
      .split(' ')
      .map((given) => Buffer.from(given))
      .some((given) => given.length === expected.length && timingSafeEqual(given, expected))
  )
}

/** Tells the board what we think; the same request is always answered under the same name. */
async function answer(event) {
  const { post, requestId, traceparent } = event.detail
  const body = JSON.stringify({
    postId: post.id,
    revision: post.revision,
    ...judge(post),
    decidedBy: 'example',
    decidedAt: new Date().toISOString(),
    requestId,
    traceparent,
  })
  const id = `answer-to-${event.id}`
  const timestamp = String(Math.floor(Date.now() / 1000))
  const taken = await fetch(`${BOARD_URL}/api/approval-responses`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': signature(id, timestamp, body),
    },
    body,
    signal: AbortSignal.timeout(8000),
  })
  if (!taken.ok) {
    throw new Error(`the board answered ${taken.status}`)
  }
  console.log(requestId, (await taken.json()).outcome)
}

async function bodyOf(request) {
  const parts = []
  let length = 0
  for await (const part of request) {
    length += part.length
    if (length > LARGEST) {
      throw new Error('a request too large')
    }
    parts.push(part)
  }
  return Buffer.concat(parts)
}

createServer(async (request, response) => {
  try {
    const body = await bodyOf(request)
    if (request.method !== 'POST' || !authentic(request.headers, body)) {
      response.writeHead(401).end()
      return
    }
    await answer(JSON.parse(body))
    response.writeHead(204).end()
  } catch (problem) {
    console.error(problem.message)
    response.writeHead(500).end()
  }
}).listen(Number(PORT), '127.0.0.1', () => console.log(`Listening on port ${PORT}`))
