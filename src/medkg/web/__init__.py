"""The Flask front: endpoint, entity pages, saved queries."""
