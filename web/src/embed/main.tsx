import '@fontsource-variable/bricolage-grotesque';
import '@fontsource-variable/instrument-sans';
import '../styles/tokens.css';
import '../styles/base.css';
import '../styles/parts.css';
import '../styles/player.css';
import './embed.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../i18n/i18n';
import { EmbedPage } from './EmbedPage';
import { wishesOf } from './embed-core';

const wishes = wishesOf(location.search, location.hash);
document.documentElement.dataset.theme = wishes.theme;

const root = document.getElementById('root');
if (!root) throw new Error('embed.html has no #root');
createRoot(root).render(
  <StrictMode>
    <EmbedPage wishes={wishes} />
  </StrictMode>,
);
