import { useParams } from '@tanstack/react-router';
import { createContext, useContext } from 'react';
import { queryClient, sessionQuery } from '../api/queries';
import { type ChannelDeed, type MyChannel, nameOf } from './desk-core';

/** The channel whose dashboard this is. */
export const DeskContext = createContext<MyChannel | undefined>(undefined);

export function useDesk(): { channel: MyChannel; name: string; may: (deed: ChannelDeed) => boolean } {
  const channel = useContext(DeskContext);
  if (!channel) throw new Error('outside of a channel');
  return { channel, name: nameOf(channel), may: (deed) => channel.actions.includes(deed) };
}

/** How the address names the channel; kept in links, so that nobody is moved without need. */
export const useChannelParam = (): string => useParams({ from: '/manage/$channel' }).channel;

/** Channels were made, renamed, left or deleted: the session tells which there are. */
export const refreshSession = () => queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 });

export const LAST_CHANNEL = 'manage.channel';
