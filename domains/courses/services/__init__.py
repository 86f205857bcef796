"""What people do with courses: each verb is one transaction."""
