// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Account} from "../interfaces/IVault.sol";

/// @title Budget
/// @notice A user's own limit on metered spending per UTC day, in micro-USD. Lowering it waits, raising it does not.
library Budget {
    /// @dev The budget of UTC day number `day`, 0 for unlimited, and what metering took on that day while a budget was in
    /// force or on its way. A waiting budget counts once its day has come. The five fields are read in a row, because they
    /// share a slot.
    function standingOn(Account storage account, uint256 day) internal view returns (uint256 limit, uint256 used) {
        (uint256 budget, uint256 usedUsd, uint256 usedDay) = (account.budgetUsd, account.usedUsd, account.usedDay);
        (uint256 nextBudget, uint256 nextDay) = (account.nextBudgetUsd, account.nextBudgetDay);

        limit = nextDay != 0 && day >= nextDay ? nextBudget : budget;
        used = usedDay == day ? usedUsd : 0;
    }
}
