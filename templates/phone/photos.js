// Sends photos one after the other, tries again for as long as the page is open, and follows what the desk is at.

const { texts, largest, language } = JSON.parse(document.getElementById("texts").textContent);
const [select, list, note] = ["of", "sent", "note"].map((id) => document.getElementById(id));
/** So many at a time: more would only slow each other down. */
const AT_ONCE = 2;
/** Nothing moved for so long: the connection is gone, whatever the browser thinks. In milliseconds. */
const SILENCE = 40_000;
/** Once all is sent the desk may be at other photos first, and at a large one for a minute. */
const SILENCE_AT_WORK = 150_000;
const LONGEST_PAUSE = 10_000;
let now = JSON.parse(document.getElementById("state").textContent);
let sending = 0;
const queue = [];

const fill = (text, values) => text.replace(/\{(\w+)\}/gu, (_, name) => values[name]);

function show(state) {
  now = state;
  document.getElementById("what").textContent = state.what;
  document.getElementById("line").textContent = state.line;
  document.getElementById("count").textContent = state.count;
  const chosen = select.value;
  const options = [new Option(texts.hand, ""), ...state.targets.map(({ value, text }) => new Option(text, value))];
  if (
    options.length !== select.length ||
    options.some((option, index) => option.text !== select[index].text || option.value !== select[index].value)
  ) {
    select.replaceChildren(...options);
    select.value = state.targets.some(({ value }) => value === chosen) ? chosen : "";
  }
}

function follow() {
  const news = new EventSource(`/news?lang=${language}`);
  news.onmessage = ({ data }) => show(JSON.parse(data));
}

function entry(file) {
  const item = document.createElement("li");
  const [name, bar, status] = ["span", "progress", "p"].map((tag) => document.createElement(tag));
  name.textContent = file.name;
  bar.max = 100;
  bar.value = 0;
  bar.setAttribute("aria-label", fill(texts.progress, { name: file.name }));
  status.className = "soft";
  item.append(name, bar, status);
  list.prepend(item);
  return {
    say: (text) => {
      status.textContent = text;
    },
    moved: (share) => {
      bar.value = share;
    },
    done: (text, kept) => {
      bar.remove();
      status.textContent = text;
      item.dataset.kept = String(kept);
      note.textContent = text;
    },
  };
}

/** One try. Resolves with the answer, or null when the connection was lost. */
function send({ file, of, shown }) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    let silence;
    const alive = (patience) => {
      clearTimeout(silence);
      silence = setTimeout(() => request.abort(), patience);
    };
    request.open("POST", `/photos?${new URLSearchParams({ lang: language, name: file.name, of })}`);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.onprogress = ({ loaded, total }) => {
      alive(loaded < total ? SILENCE : SILENCE_AT_WORK);
      shown.moved((100 * loaded) / total);
      shown.say(loaded < total ? fill(texts.sending, { share: Math.floor((100 * loaded) / total) }) : texts.checking);
    };
    request.onloadend = () => {
      clearTimeout(silence);
      resolve(request.status === 0 ? null : { status: request.status, body: request.responseText });
    };
    alive(SILENCE);
    request.send(file);
  });
}

const pause = (milliseconds) =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    window.addEventListener(
      "online",
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });

async function deliver(photo) {
  for (let attempt = 0; ; attempt += 1) {
    const answer = await send(photo);
    if (answer?.status === 404) return photo.shown.done(texts.over, false);
    if (answer !== null && answer.status < 500) {
      const { kept, text } = JSON.parse(answer.body);
      return photo.shown.done(text, kept);
    }
    photo.shown.moved(0);
    photo.shown.say(answer === null ? texts.lost : JSON.parse(answer.body).text);
    await pause(Math.min(LONGEST_PAUSE, 500 * 2 ** attempt));
  }
}

async function work() {
  if (sending >= AT_ONCE || queue.length === 0) return;
  sending += 1;
  try {
    await deliver(queue.shift());
  } finally {
    sending -= 1;
    void work();
  }
}

function take(input) {
  const of = select.value || now.target;
  for (const file of input.files) {
    const shown = entry(file);
    if (file.size > largest) shown.done(fill(texts.tooLarge, { name: file.name, size: Math.ceil(file.size / 1_000_000) }), false);
    else {
      shown.say(texts.waiting);
      queue.push({ file, of, shown });
      void work();
    }
  }
  input.value = "";
}

for (const input of document.querySelectorAll('input[type="file"]')) input.addEventListener("change", () => take(input));
window.addEventListener("beforeunload", (event) => {
  if (sending > 0) event.preventDefault();
});
show(now);
follow();
