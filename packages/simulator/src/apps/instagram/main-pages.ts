import { shownCount } from '../numbers.ts';
import { nest, view } from '../view.ts';
import type { Box, View } from '../view.ts';
import { SCREEN } from './frame.ts';
import type { Scene } from './scene.ts';

const INSIDE: Box = [0, 65, 1080, 2140];
const PANEL: Box = [0, 0, 1080, 2270];
const LIST = 'androidx.recyclerview.widget.RecyclerView';

/** The app's main panel with its tab bar. Captured: home_feed_scrolled, own_profile_8posts. */
function mainFrame(scene: Scene, selected: 'feed' | 'profile', content: View, over: readonly View[]): View {
  return nest(
    [
      'FrameLayout',
      'LinearLayout',
      'FrameLayout',
      'LinearLayout#action_bar_root',
      'FrameLayout#android:id/content',
      'FrameLayout',
    ],
    SCREEN,
    [
      view('FrameLayout', SCREEN, { id: 'swipe_navigation_container' }, [
        view('FrameLayout', PANEL, { id: 'bottom_sheet_camera_container' }),
        view('ViewGroup', PANEL, { id: 'layout_container_center_right_coordinator_layout' }, [
          view('FrameLayout', [0, 65, 1080, 2270], { id: 'activity_and_camera_shared_views_main_container' }),
          nest(
            ['ViewGroup#layout_container_main_panel', 'FrameLayout#layout_container_main_wrapper'],
            [0, 65, 1080, 2270],
            [
              view('FrameLayout', INSIDE, { id: 'layout_container_main' }),
              view(
                'androidx.viewpager.widget.ViewPager',
                INSIDE,
                { id: 'swipeable_tab_view_pager', scrollable: selected === 'profile' },
                [
                  view(
                    LIST,
                    INSIDE,
                    { id: 'swipeable_nav_view_pager_inner_recycler_view', focusable: true, scrollable: true },
                    [nest(['FrameLayout', 'FrameLayout#layout_container_swipeable'], INSIDE, [content])],
                  ),
                ],
              ),
              view('View', [0, 2138, 1080, 2140], { id: 'tab_bar_shadow' }),
              tabBar(scene, selected),
            ],
          ),
        ]),
      ]),
      ...over,
      view('FrameLayout', PANEL, { id: 'overlay_layout_container' }),
    ],
  );
}

function tabBar(scene: Scene, selected: 'feed' | 'profile'): View {
  const { words } = scene;
  const avatar: Box = [936, 2165, 1010, 2247];
  const on = selected === 'profile';
  const own = view('ViewGroup', [864, 2140, 1080, 2270], { id: 'wrapper', selected: on }, [
    view('FrameLayout', avatar, { id: 'container', selected: on }, [
      view('ImageView', avatar, { id: 'tab_avatar', selected: on }),
    ]),
  ]);
  return view('LinearLayout', [0, 2140, 1080, 2270], { id: 'tab_bar' }, [
    tab(0, 'feed_tab', words.tabs.feed, () => scene.go({ kind: 'home' }), selected === 'feed'),
    tab(1, 'clips_tab', words.tabs.clips, () => undefined, false),
    tab(2, 'direct_tab', words.tabs.direct, () => undefined, false),
    tab(3, 'search_tab', words.tabs.search, () => undefined, false),
    view(
      'FrameLayout',
      [864, 2140, 1080, 2270],
      {
        id: 'profile_tab',
        desc: words.tabs.profile,
        longClickable: true,
        selected: on,
        tap: () => scene.go({ kind: 'profile' }),
      },
      [own],
    ),
  ]);
}

/** As captured, the icon of the chosen tab is selected, not the tab (the profile tab is the exception). */
function tab(at: number, id: string, name: string, tap: () => void, selected: boolean): View {
  const left = at * 216;
  return view('FrameLayout', [left, 2140, left + 216, 2270], { id, desc: name, longClickable: true, tap }, [
    view('ImageView', [left + 78, 2172, left + 136, 2237], { id: 'tab_icon', selected }),
  ]);
}

/** Captured: home_feed_scrolled, with less below the first post. */
export function homePage(scene: Scene): View {
  const content = view('FrameLayout', INSIDE, {}, [
    nest(['FrameLayout#sticky_header_list', 'FrameLayout#refreshable_container'], INSIDE, [
      view(LIST, INSIDE, { id: 'android:id/list', focusable: true, scrollable: true }, [
        nest(
          ['ViewGroup', 'ViewGroup#video_container', 'FrameLayout#video_container'],
          [0, 217, 1080, 1660],
          [
            view('FrameLayout', [0, 217, 1080, 1660], { id: 'media_group', clickable: true }, [
              view('FrameLayout', [0, 217, 1080, 1660], {
                id: 'row_feed_photo_imageview',
                desc: 'Suggested Reel by Harbour Lights, 110,131 likes, 457 comments, November 4',
              }),
            ]),
          ],
        ),
        view('ViewGroup', [0, 1660, 1080, 1923], {}, [postButtons()]),
      ]),
    ]),
    view('LinearLayout', [0, 65, 1080, 217], { id: 'action_bar_LinearLayout' }),
  ]);
  return mainFrame(scene, 'feed', content, []);
}

function postButtons(): View {
  const row: Box = [0, 1660, 1080, 1785];
  return view('ViewGroup', row, { id: 'row_feed_view_group_buttons' }, [
    view('ViewGroup', [30, 1660, 110, 1785], { clickable: true }, [
      view('Button', [40, 1660, 99, 1785], { id: 'row_feed_button_like', desc: 'Like' }),
    ]),
    view('ViewGroup', [180, 1660, 279, 1785], { clickable: true }, [
      view('Button', [210, 1660, 268, 1785], { id: 'row_feed_button_comment', desc: 'Comment' }),
    ]),
    view('ViewGroup', [549, 1660, 633, 1785], { clickable: true, longClickable: true }, [
      view('Button', [564, 1660, 622, 1785], { id: 'row_feed_button_share', desc: 'Send post' }),
    ]),
  ]);
}

/** Captured: own_profile_8posts. `over` lies above it in the same window, as sheets do. */
export function profilePage(scene: Scene, over: readonly View[]): View {
  const content = nest(
    ['FrameLayout#user_detail_fragment', 'FrameLayout', 'ViewGroup#coordinator_root_layout'],
    INSIDE,
    [
      view('FrameLayout', INSIDE),
      view('LinearLayout', [0, 217, 1080, 1437], { id: 'tab_appbar' }, [
        view('LinearLayout', [0, 217, 1080, 1437], { id: 'profile_header_container' }, [
          view('LinearLayout', [0, 217, 1080, 1305], { id: 'profile_header_fixed_list' }, [
            view('ViewGroup', [0, 217, 1080, 698], { id: 'row_profile_header' }, [
              avatar(scene),
              ...nameOf(scene),
              counters(scene),
            ]),
            actions(scene),
          ]),
        ]),
      ]),
      actionBar(scene),
    ],
  );
  return mainFrame(scene, 'profile', content, over);
}

function avatar({ words }: Scene): View {
  return view('ViewGroup', [39, 217, 273, 527], { id: 'profile_header_avatar_container_top_left_stub' }, [
    view('ViewGroup', [39, 267, 273, 527], {}, [
      view(
        'FrameLayout',
        [58, 288, 255, 507],
        { id: 'row_profile_header_imageview_frame_layout', clickable: true, longClickable: true },
        [view('ImageView', [58, 288, 255, 507], { id: 'row_profile_header_imageview', desc: words.ownPhoto })],
      ),
      view('ImageView', [201, 447, 255, 507], { id: 'reel_empty_badge', desc: 'Add to story', clickable: true }),
    ]),
  ]);
}

function nameOf(scene: Scene): readonly View[] {
  const name = scene.active === null ? undefined : scene.account(scene.active)?.account.displayName;
  if (name === undefined) return [];
  return [view('TextView', [312, 288, 1041, 335], { id: 'profile_header_full_name_above_vanity', text: name })];
}

/** As captured, a counter that the account does not show leaves its slot to "0 friends": the slot names nothing. */
function counters(scene: Scene): View {
  const { active, words, locale } = scene;
  const figures = active === null ? undefined : scene.account(active)?.account;
  const slot = (box: Box, outer: string, inner: string, value: number | undefined, name: string): View => {
    const shown = shownCount(value ?? 0, locale);
    const label = value === undefined ? words.counters.friends : name;
    return view('View', box, { id: outer, desc: `${shown}${label}`, clickable: true }, [
      view('TextView', [box[0], 357, box[2], 412], { id: `profile_header_familiar_${inner}_value`, text: shown }),
      view('TextView', [box[0], 412, box[2], 457], { id: `profile_header_familiar_${inner}_label`, text: label }),
    ]);
  };
  const { posts, followers, following } = words.counters;
  return view('LinearLayout', [312, 335, 1041, 478], { id: 'profile_header_metrics_full_width' }, [
    slot([312, 335, 516, 478], 'profile_header_post_count_front_familiar', 'post_count', figures?.posts, posts),
    slot(
      [516, 335, 786, 478],
      'profile_header_followers_stacked_familiar',
      'followers',
      figures?.followers ?? 0,
      followers,
    ),
    slot(
      [786, 335, 1041, 478],
      'profile_header_following_stacked_familiar',
      'following',
      figures?.following,
      following,
    ),
  ]);
}

function actions({ words }: Scene): View {
  const row: Box = [0, 875, 1080, 962];
  return view('LinearLayout', row, {}, [
    view('LinearLayout', row, { id: 'profile_header_actions_top_row' }, [
      actionButton(30, 532, words.editProfile),
      actionButton(548, 1050, words.shareProfile),
    ]),
  ]);
}

function actionButton(left: number, right: number, name: string): View {
  const box: Box = [left, 875, right, 962];
  return view('ViewGroup', box, {}, [
    view('Button', box, { id: 'button_container', desc: name, clickable: true }, [
      view('TextView', [left + 160, 893, right - 160, 943], { text: name }),
    ]),
  ]);
}

function actionBar(scene: Scene): View {
  const { words } = scene;
  const name = scene.active ?? '';
  return view('FrameLayout', [0, 65, 1080, 217], { id: 'profile_action_bar' }, [
    view('LinearLayout', [0, 65, 1060, 217], { id: 'action_bar_layout' }, [
      view('LinearLayout', [0, 65, 118, 217], { id: 'left_action_bar_buttons' }, [
        view('ImageView', [0, 65, 118, 217], {
          desc: words.createNew,
          tap: () => scene.show({ kind: 'create_sheet' }),
        }),
      ]),
      view(
        'LinearLayout',
        [158, 65, 824, 217],
        { id: 'action_bar_username_container', tap: () => scene.show({ kind: 'switcher' }) },
        [
          view('ViewGroup', [312, 65, 786, 217], {}, [
            view('TextView', [312, 65, 741, 217], { id: 'action_bar_title', text: name, desc: name }),
            view('LinearLayout', [741, 65, 786, 217], { id: 'action_bar_username_buttons_container' }, [
              view('ImageView', [756, 123, 786, 157], { id: 'action_bar_title_chevron' }),
            ]),
          ]),
        ],
      ),
      view('LinearLayout', [824, 65, 1060, 217], { id: 'right_action_bar_buttons' }, [
        view('ImageView', [824, 65, 942, 217], { desc: 'View profile on Threads', clickable: true }),
        view('ImageView', [942, 65, 1060, 217], { desc: words.options, clickable: true }),
      ]),
    ]),
  ]);
}
