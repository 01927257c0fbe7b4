// Shows the note that stands ready in a page once the page's date has passed: nobody needs to build the site for it.
// In words that the oldest browsers know: it matters there as much as anywhere.
(function () {
  var note = document.getElementById("overdue"), day = note && note.querySelector("time");
  if (day && new Date() > new Date(day.dateTime + "T23:59:59")) note.hidden = false;
})();
