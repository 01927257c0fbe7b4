(function(){var b=document.getElementById("overdue"),d=b&&b.querySelector("time");if(b&&d&&new Date>new Date(d.dateTime+"T23:59:59"))b.hidden=false})()
