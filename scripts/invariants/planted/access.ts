import type { Planted } from './bug'

const MANAGED = 'contracts/src/Managed.sol'
const REPORTS = 'contracts/src/Reports.sol'

export const ACCESS: Planted[] = [
  {
    suite: 'Access',
    number: 'A1',
    bug: 'anybody may anchor a report',
    edits: [{ file: REPORTS, from: '        restricted\n', to: '' }],
  },
  {
    suite: 'Access',
    number: 'A2',
    bug: 'who holds a role acts without waiting for his delay',
    edits: [
      {
        file: MANAGED,
        from: '    /// @inheritdoc IAccessManaged\n    function authority()',
        to: `    function _checkCanCall(address caller, bytes calldata data) internal view override {
        (bool isAllowed, uint32 delay) =
            AuthorityUtils.canCallWithDelay(authority(), caller, address(this), bytes4(data));
        if (!isAllowed && delay == 0) revert AccessManagedUnauthorized(caller);
    }

    /// @inheritdoc IAccessManaged
    function authority()`,
      },
      {
        file: MANAGED,
        from: 'import {IAccessManaged}',
        to: 'import {AuthorityUtils} from "@openzeppelin/contracts/access/manager/AuthorityUtils.sol";\nimport {IAccessManaged}',
      },
    ],
  },
  {
    suite: 'Access',
    number: 'A3',
    // No contract has a role that it could give: what the deployer keeps is for the deployment to say, which here is the fixture's.
    bug: 'the deployer stays admin',
    edits: [{ file: 'contracts/test/System.sol', from: 'manager.renounceRole(ADMIN, address(this));', to: '' }],
  },
  {
    suite: 'Access',
    number: 'A4',
    bug: 'the access manager may give Reports another authority',
    edits: [
      {
        file: MANAGED,
        from: 'function setAuthority(address) public pure override {',
        to: 'function setAuthority(address) public virtual override {',
      },
      {
        file: MANAGED,
        from: 'function authority() public view override',
        to: 'function authority() public view virtual override',
      },
      {
        file: REPORTS,
        from: 'constructor(address manager) Managed(manager) {}',
        to: `constructor(address manager) Managed(manager) {}

    address private _heir;

    function setAuthority(address heir) public override {
        if (msg.sender != authority()) revert AuthorityFixed();
        _heir = heir;
    }

    function authority() public view override returns (address) {
        return _heir == address(0) ? super.authority() : _heir;
    }`,
      },
    ],
  },
]
