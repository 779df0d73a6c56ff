import vue from '@vitejs/plugin-vue';
import { VantResolver } from '@vant/auto-import-resolver';
import AutoImport from 'unplugin-auto-import/vite';
import Components from 'unplugin-vue-components/vite';
import { defineConfig } from 'vite';

// As the guides of Vue and Vant advise: only the components that are used, with their styles.
export default defineConfig({
  plugins: [
    vue(),
    AutoImport({ resolvers: [VantResolver()], dts: false }),
    Components({ resolvers: [VantResolver()], dts: false }),
  ],
});
