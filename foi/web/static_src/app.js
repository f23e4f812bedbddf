// Pages work without this file; it adds what GOV.UK and MoJ components do better with JavaScript.
import { createAll, initAll } from 'govuk-frontend'
import { SortableTable } from '@ministryofjustice/frontend'
import './split.js'
import './wait.js'

initAll()
createAll(SortableTable)
