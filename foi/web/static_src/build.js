// Builds foi/web/static/build/: app.css, app.js and the icons the style sheet names. `npm run build` runs it.
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { compileAsync } from 'sass'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const source = join(root, 'foi/web/static_src')
const target = join(root, 'foi/web/static/build')
const icons = join(root, 'node_modules/@ministryofjustice/frontend/moj/assets/images')

const [style] = await Promise.all([
  compileAsync(join(source, 'app.scss'), { loadPaths: [root], quietDeps: true, style: 'compressed' }),
  mkdir(join(target, 'images'), { recursive: true }),
])

// The GOV.UK typeface and anything fetched from elsewhere must never slip back in with an upgrade.
const unwanted = style.css.match(/GDS Transport|crest|crown|@import|url\(["']?(?:https?:)?\/\/?[^)]*\)/i)
if (unwanted) throw new Error(`The style sheet must not contain ${unwanted[0]}`)

const wanted = new Set([...style.css.matchAll(/url\(["']?images\/([^)"']+)["']?\)/g)].map(([, name]) => name))
const stale = (await readdir(join(target, 'images'))).filter((name) => !wanted.has(name))

await Promise.all([
  writeFile(join(target, 'app.css'), style.css),
  ...[...wanted].map((name) => copyFile(join(icons, name), join(target, 'images', name))),
  ...stale.map((name) => rm(join(target, 'images', name))),
  build({
    entryPoints: [join(source, 'app.js')],
    outfile: join(target, 'app.js'),
    bundle: true,
    format: 'esm',
    target: 'es2020',
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
  }),
])

const size = async (name) => `${name} ${Math.round((await readFile(join(target, name))).length / 1024)} KB`
console.log(`Front-end built: ${await size('app.css')}, ${await size('app.js')}, ${wanted.size} icons`)
