// Making a picture small enough to be sent on one bar of network.

const EDGE = 1600;
const BYTES = 300 * 1024;
const QUALITIES = [0.82, 0.7, 0.55];

/** The picture upright, with no edge over 1600 px and at most 300 KB, as JPEG; as it is if the browser can't read it. */
export async function shrunk(file) {
  let picture;
  try {
    picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch {
    return file;
  }
  const canvas = document.createElement('canvas');
  for (let edge = EDGE; ; edge = Math.round(edge * 0.75)) {
    const scale = Math.min(1, edge / Math.max(picture.width, picture.height));
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    const context = canvas.getContext('2d');
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
    for (const quality of QUALITIES) {
      const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
      if (!blob) return file;
      if (blob.size <= BYTES) return blob;
    }
  }
}
