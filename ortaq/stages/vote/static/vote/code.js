// The square on a card carries the code behind "#", which no server sees: put it into its field and forget it.
const field = document.getElementById("id_code");
const code = decodeURIComponent(location.hash.slice(1));
if (field && code) {
  if (!field.value) field.value = code;
  history.replaceState(null, "", location.pathname + location.search);
}
