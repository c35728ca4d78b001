import type { UiNode } from '@muster/android/tree';
import { CountLabel, type Count } from '@muster/contract';
import type { Counts } from '../screen.ts';
import { parseCount } from './count.ts';
import { sharedWidth, height, type View } from './view.ts';
import { phrases, type Language, type Wording } from './wording.ts';

/**
 * What the counters of a profile are called. The slot's id does not say what it counts, so only these words decide.
 * Singular and plural forms stand side by side; gender marks as the apps write them.
 */
const words: Readonly<Record<CountLabel, Wording>> = {
  posts: {
    en: ['posts', 'post'],
    es: ['publicaciones', 'publicación'],
    fr: ['publications', 'publication'],
    pt: ['publicações', 'publicação', 'postagens'],
    de: ['beiträge', 'beitrag'],
    it: ['post pubblicati'],
    id: ['postingan', 'kiriman'],
    vi: ['bài viết'],
    ru: ['публикации', 'публикаций', 'публикация'],
    tr: ['gönderi', 'gönderiler'],
    pl: ['posty', 'postów'],
    ar: ['منشور', 'منشورات', 'المنشورات'],
    zh: ['帖子', '貼文', '篇帖子'],
    ja: ['投稿', '投稿件数'],
    ko: ['게시물'],
  },
  followers: {
    en: ['followers', 'follower'],
    es: ['seguidores', 'seguidor'],
    fr: ['abonnés', 'abonné', 'abonné(e)s'],
    pt: ['seguidores'],
    de: ['follower*innen', 'abonnenten'],
    id: ['pengikut'],
    vi: ['người theo dõi'],
    ru: ['подписчики', 'подписчиков', 'подписчика', 'подписчик'],
    tr: ['takipçi', 'takipçiler'],
    pl: ['obserwujący', 'obserwujących'],
    ar: ['متابع', 'متابعون', 'متابعين', 'المتابعون', 'متابعًا'],
    zh: ['粉丝', '粉絲'],
    ja: ['フォロワー'],
    ko: ['팔로워'],
  },
  following: {
    en: ['following'],
    es: ['seguidos', 'seguido', 'siguiendo'],
    fr: ['suivi(e)s', 'suivi(e)', 'suivis', 'suivi', 'abonnements', 'abonnement', 'suivi·e·s'],
    pt: ['seguindo', 'a seguir'],
    de: ['gefolgt', 'folge ich', 'abonniert'],
    it: ['seguiti', 'seguite', 'profili seguiti', 'seguito'],
    id: ['mengikuti', 'diikuti'],
    vi: ['đang theo dõi', 'đã follow', 'đang follow'],
    ru: ['подписки', 'подписок', 'подписка'],
    tr: ['takip', 'takip edilen', 'takip ediliyor'],
    pl: ['obserwowani', 'obserwowanych', 'obserwowane', 'obserwuje'],
    ar: ['أتابع', 'أتابعه', 'يتابع', 'المتابَعون', 'تتابعهم'],
    zh: ['关注', '正在关注', '已关注', '追蹤中', '關注'],
    ja: ['フォロー中', 'フォロー'],
    ko: ['팔로잉', '팔로우'],
  },
  friends: {
    en: ['friends', 'friend'],
    es: ['amigos', 'amigo'],
    fr: ['amis', 'ami', 'ami(e)s'],
    pt: ['amigos', 'amigo'],
    de: ['freunde', 'freund*innen'],
    it: ['amici'],
    id: ['teman'],
    vi: ['bạn bè'],
    ru: ['друзья', 'друзей', 'друга'],
    tr: ['arkadaş', 'arkadaşlar'],
    pl: ['znajomi', 'znajomych'],
    ar: ['أصدقاء', 'الأصدقاء'],
    zh: ['好友', '朋友'],
    ja: ['友達', '友だち'],
    ko: ['친구'],
  },
  likes: {
    en: ['likes', 'like'],
    es: ['me gusta'],
    fr: ["j'aime", "mentions j'aime"],
    pt: ['curtidas', 'curtida', 'gostos'],
    de: ['gefällt mir', 'gefällt-mir-angaben'],
    it: ['mi piace'],
    id: ['suka', 'disukai'],
    vi: ['thích', 'lượt thích'],
    ru: ['лайки', 'лайков', 'лайка', 'отметки «нравится»'],
    tr: ['beğeni', 'beğeniler'],
    pl: ['polubienia', 'polubień'],
    ar: ['إعجاب', 'إعجابات', 'الإعجابات', 'تسجيلات الإعجاب'],
    zh: ['获赞', '赞', '讚', '按讚數'],
    ja: ['いいね', 'いいね!'],
    ko: ['좋아요'],
  },
};

const labels = CountLabel.options.map((label) => ({ label, phrases: phrases(words[label]) }));

interface Named {
  readonly label: CountLabel;
  readonly language: Language;
}

/**
 * The counters on a profile. A value stands beside its label as a text of its own, above or below it; where there are no
 * such texts, value and label are glued together in a description ("31.4 milseguidores").
 * A counter that is found twice with two values is left out: nobody can say which one is meant.
 */
export function readCounters(view: View): Counts {
  const found = new Map<CountLabel, Count | null>();
  const note = (label: CountLabel, count: Count) => {
    const before = found.get(label);
    if (before === undefined) found.set(label, count);
    else if (JSON.stringify(before) !== JSON.stringify(count)) found.set(label, null);
  };

  const texts = view.nodes.filter((node) => node.text.trim() !== '');
  texts.forEach((node, at) => {
    const named = labelOf(node.text);
    if (named === undefined) return;
    for (const neighbour of [texts[at - 1], texts[at + 1]]) {
      if (neighbour === undefined || !belongTogether(neighbour, node)) continue;
      const count = parseCount(neighbour.text, named.language);
      if (count === undefined) continue;
      note(named.label, count);
      break;
    }
  });
  if (found.size === 0) {
    for (const node of view.nodes) {
      const glued = node.clickable ? gluedCounter(node.description === '' ? node.text : node.description) : undefined;
      if (glued !== undefined) note(glued.label, glued.count);
    }
  }

  const counts: Partial<Record<CountLabel, Count>> = {};
  for (const [label, count] of found) if (count !== null) counts[label] = count;
  return counts;
}

function labelOf(text: string): Named | undefined {
  for (const { label, phrases } of labels) {
    const language = phrases.is(text);
    if (language !== undefined) return { label, language };
  }
  return undefined;
}

/** A value and its label share a column, one right above the other. */
function belongTogether(value: UiNode, label: UiNode): boolean {
  const gap = Math.max(value.bounds.top, label.bounds.top) - Math.min(value.bounds.bottom, label.bounds.bottom);
  return sharedWidth(value.bounds, label.bounds) > 0 && gap <= height(label.bounds);
}

function gluedCounter(text: string): { label: CountLabel; count: Count } | undefined {
  if (!/^\s*\p{Nd}/u.test(text)) return undefined;
  for (const { label, phrases } of labels) {
    const parts = phrases.tail(text);
    const count = parts === undefined ? undefined : parseCount(parts.rest, parts.language);
    if (count !== undefined) return { label, count };
  }
  return undefined;
}
