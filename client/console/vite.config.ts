import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { appConfig } from '../build/app-config.ts'

const config = appConfig('console', { main: `${import.meta.dirname}/main.tsx` })

export default defineConfig({ ...config, plugins: [...(config.plugins ?? []), react()] })
