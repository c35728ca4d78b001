import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    // Browsers that know light-dark(): rewritten for older ones it would not follow the scheme that is chosen here.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    chunkSizeWarningLimit: 1200,
  },
  server: {
    // For work on the page: the console runs beside it.
    proxy: { '/api': { target: process.env['MUSTER_URL'] ?? 'http://127.0.0.1:7400', changeOrigin: true } },
  },
});
