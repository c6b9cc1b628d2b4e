// Draws what a finger writes, sends it, and keeps the text on the page the one that would be signed.

const { texts, language } = JSON.parse(document.getElementById("texts").textContent);
const [form, sheet, field, note, state] = ["signing", "sheet", "strokes", "note", "state"].map((id) => document.getElementById(id));
const pen = sheet.getContext("2d");
let now = JSON.parse(document.getElementById("now").textContent);
let strokes = [];
let drawing = null;

/** Where on the sheet of 1000 by 400 a finger is. */
function pointOf({ clientX, clientY }) {
  const { left, top, width, height } = sheet.getBoundingClientRect();
  const within = (value, most) => Math.max(0, Math.min(most, Math.round(value)));
  return [within(((clientX - left) / width) * 1000, 1000), within(((clientY - top) / height) * 400, 400)];
}

function paint() {
  pen.clearRect(0, 0, sheet.width, sheet.height);
  pen.lineWidth = 7;
  pen.lineCap = "round";
  pen.lineJoin = "round";
  pen.strokeStyle = "#1f2a30";
  for (const [first, ...others] of strokes) {
    pen.beginPath();
    pen.moveTo(...first);
    if (others.length === 0) pen.lineTo(first[0] + 0.1, first[1]);
    for (const point of others) pen.lineTo(...point);
    pen.stroke();
  }
  field.value = strokes.map((stroke) => stroke.map((point) => point.join(",")).join(" ")).join(";");
}

sheet.addEventListener("pointerdown", (event) => {
  sheet.setPointerCapture(event.pointerId);
  drawing = [pointOf(event)];
  strokes.push(drawing);
  paint();
});
sheet.addEventListener("pointermove", (event) => {
  if (drawing === null) return;
  for (const each of event.getCoalescedEvents?.() ?? [event]) {
    const point = pointOf(each);
    const last = drawing.at(-1);
    if (point[0] !== last[0] || point[1] !== last[1]) drawing.push(point);
  }
  paint();
});
for (const end of ["pointerup", "pointercancel"])
  sheet.addEventListener(end, () => {
    drawing = null;
  });
document.getElementById("clear").addEventListener("click", () => {
  strokes = [];
  paint();
});

function show(next) {
  // Signed is what was read: another text has to be read first.
  if (next.version !== now.version) {
    location.reload();
    return;
  }
  now = next;
  state.textContent = texts.states[now.signing];
  form.hidden = now.signing !== "open";
}

const news = new EventSource(`/news?page=record&lang=${language}`);
news.onmessage = ({ data }) => {
  show(JSON.parse(data));
  if (now.signing === "confirmed") news.close();
};

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const fields = new URLSearchParams(new FormData(form));
  fields.set("act", event.submitter?.value ?? "sign");
  try {
    const reply = await fetch(`/word?from=script&lang=${language}`, { method: "POST", body: fields });
    note.textContent = reply.status === 404 ? texts.over : (await reply.json()).text;
  } catch {
    note.textContent = texts.lost;
  }
  note.scrollIntoView({ block: "center" });
});

document.getElementById("drawing").hidden = false;
paint();
