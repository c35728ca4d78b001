import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2023', chunkSizeWarningLimit: 900 },
  server: {
    // For work on the page: the console runs beside it.
    proxy: { '/api': { target: process.env['MUSTER_URL'] ?? 'http://127.0.0.1:7400', changeOrigin: true } },
  },
});
