// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {CXPT} from "../../src/CXPT.sol";
import {Dice, Dicing} from "./Dice.sol";
import {Fuzz} from "./Fuzz.sol";

/// @notice The token: whatever is sent or burned, supply and balances stay one sum.
contract CXPT_fuzz_test is Fuzz {
    using Dicing for Dice;

    function testFuzz_transfersAndBurns_keepSupplyTheSumOfBalances(uint256 seed) public {
        Dice memory dice = Dice(seed);
        CXPT cxpt = new CXPT(address(0x4000), address(0x4001));
        uint256 burned = 0;
        for (uint256 i = 0; i < 16; ++i) {
            address from = address(uint160(0x4000 + dice.pick(4)));
            address to = address(uint160(0x4000 + dice.pick(4)));
            uint256 has = cxpt.balanceOf(from);
            uint256 amount = dice.roll(0, has + 1);
            bytes memory data = dice.chance(70)
                ? abi.encodeCall(cxpt.transfer, (to, amount))
                : abi.encodeWithSignature("burn(uint256)", amount);
            uint256 supply = cxpt.totalSupply();
            vm.prank(from);
            (bool success,) = address(cxpt).call(data);
            vm.assertTrue(success == (amount <= has));
            burned += supply - cxpt.totalSupply();
            _assertSum(cxpt, burned);
        }
    }

    function _assertSum(CXPT cxpt, uint256 burned) private view {
        uint256 sum = 0;
        for (uint160 i = 0; i < 4; ++i) {
            sum += cxpt.balanceOf(address(0x4000 + i));
        }
        vm.assertEq(sum, cxpt.totalSupply());
        vm.assertEq(cxpt.totalSupply(), 1e27 - burned);
    }
}
