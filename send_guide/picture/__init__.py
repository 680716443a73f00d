"""A guide as a picture: one web page, or Mermaid."""
