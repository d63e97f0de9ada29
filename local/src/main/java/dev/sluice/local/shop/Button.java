package dev.sluice.local.shop;

/** What can be clicked in the shop. */
public enum Button {
    BUY,
    MENU
}
