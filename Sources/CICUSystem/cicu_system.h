/* Links the system's ICU. No ICU header is included here on purpose: one that Swift can see clashes with the ICU that
   Foundation brings along, and would pin the sources to one ICU version. */
