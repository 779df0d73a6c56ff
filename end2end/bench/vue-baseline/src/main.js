import { createApp } from 'vue';
import { createRouter, createWebHistory } from 'vue-router';
import App from './App.vue';
import './base.css';

// One chunk a page, loaded when it is opened.
const routes = [
  { path: '/', component: () => import('./pages/HomePage.vue') },
  { path: '/services/:code', component: () => import('./pages/ServicePage.vue') },
  { path: '/services/:code/order', component: () => import('./pages/OrderPage.vue') },
];

createApp(App).use(createRouter({ history: createWebHistory(), routes })).mount('#app');
