"""One module a page: it reads the request, asks what the page shows, and renders it."""
