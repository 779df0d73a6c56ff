// The three pages that are measured, ours and the baseline's, and what one comes to each of them to do.
import { REPAIR } from '../steps.mjs';
import { said } from '../spoken.mjs';

/** What makes our pages readable and usable: they are whole without a script, and carry their style on a first visit. */
export const OURS_NEEDS = ['document', 'stylesheet'];

/**
 * The pages: where each is, whether one has signed in, and the first control that one came for.
 * The baseline knows no accounts: its form stands at an address of its own.
 */
export const PAGES = [
  {
    name: said('首页', 'first page'),
    signedIn: false,
    ours: { path: '/', control: '.search-field' },
    baseline: { path: '/', control: '.van-search input' },
  },
  {
    name: said('服务页', 'page of a service'),
    signedIn: false,
    ours: { path: `/services/${REPAIR.code}`, control: '.action-bar .button' },
    baseline: { path: `/services/${REPAIR.code}`, control: '.van-submit-bar button' },
  },
  {
    name: said('点单表', 'order form'),
    signedIn: true,
    ours: { path: `/services/${REPAIR.code}`, control: 'form .action-bar button' },
    baseline: { path: `/services/${REPAIR.code}/order`, control: 'form button[type=submit]' },
  },
];
