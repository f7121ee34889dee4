"""The book of acts and its projections, in SQLAlchemy; the only layer that speaks SQL."""
