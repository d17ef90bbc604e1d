// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Account} from "../interfaces/IVault.sol";

/// @title Budget
/// @notice A user's own limit on metered spending per UTC day, in micro-USD. Lowering it waits, raising it does not.
library Budget {
    /// @dev The budget of UTC day number `day`; 0 is unlimited. A waiting one counts once its day has come, and its
    /// fields keep their values after that.
    function inForce(Account storage account, uint256 day) internal view returns (uint256 usdPerDay) {
        uint256 nextDay = account.nextBudgetDay;
        return nextDay != 0 && day >= nextDay ? account.nextBudgetUsd : account.budgetUsd;
    }

    /// @dev What metering took on UTC day number `day` while a budget was in force or on its way.
    function usedOn(Account storage account, uint256 day) internal view returns (uint256 usd) {
        return account.usedDay == day ? account.usedUsd : 0;
    }
}
