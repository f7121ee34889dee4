"""What enters and leaves in other formats: spreadsheets, official gazette, calendars."""
