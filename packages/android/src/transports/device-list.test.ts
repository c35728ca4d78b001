import { expect, test } from 'vitest';
import { parseDeviceList } from './device-list.ts';

test('each state a server can list is told apart', () => {
  const list = [
    'R58M123ABC             device usb:1-2 product:beyond1 model:SM_G973F device:beyond1 transport_id:1',
    '127.8.0.1:5555         device product:sim model:Pixel_8 device:sim transport_id:2',
    '127.8.0.2:5555         offline transport_id:3',
    'ABCDEF                 unauthorized usb:1-3 transport_id:4',
    'GHIJKL                 no permissions (user in plugdev group; are your udev rules wrong?); see [http://developer.android.com/tools/device.html] usb:1-4 transport_id:5',
    '127.8.0.3:5555         connecting transport_id:6',
    '127.8.0.4:5555         authorizing transport_id:7',
    'MNOPQR                 recovery usb:1-5 transport_id:8',
    'adb-R58-x._adb-tls-connect._tcp. device transport_id:9',
    '',
  ].join('\n');
  expect(parseDeviceList(list).map(({ address, serial, state, model }) => [address, serial, state, model])).toEqual([
    ['R58M123ABC', 'R58M123ABC', 'online', 'SM G973F'],
    ['127.8.0.1:5555', null, 'online', 'Pixel 8'],
    ['127.8.0.2:5555', null, 'offline', null],
    ['ABCDEF', 'ABCDEF', 'unauthorized', null],
    ['GHIJKL', 'GHIJKL', 'no_permission', null],
    ['127.8.0.3:5555', null, 'connecting', null],
    ['127.8.0.4:5555', null, 'connecting', null],
    ['MNOPQR', 'MNOPQR', 'offline', null],
    ['adb-R58-x._adb-tls-connect._tcp.', null, 'online', null],
  ]);
});

test('lines that name no attachment are left out', () => {
  expect(parseDeviceList('????????????\tno permissions\n(no serial number) device transport_id:4\ngarbage\n')).toEqual(
    [],
  );
});

test('a hostile serial is only text', () => {
  expect(parseDeviceList('a;reboot device transport_id:1')[0]).toMatchObject({ address: 'a;reboot', state: 'online' });
});
