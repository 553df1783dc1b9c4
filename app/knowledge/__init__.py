"""What Shirube knows: topics and their texts, facts and sources, the service directory."""
