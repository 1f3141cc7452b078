export { ManagePage, refreshShows } from './ShowsPage';
