/** The web application that may call these APIs, and what it may send. */
export const CORS = {
  origins: ['https://app.example.com'],
  headers: ['Authorization', 'Content-Type', 'X-Tenant-ID'],
  methods: ['GET'],
} as const;
