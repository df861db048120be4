"""What each axis of an array does on screen: width, height or depth of a box, boxes beside each other, or a slider."""

from __future__ import annotations

from enum import StrEnum

from nnviz.core.box_scene import Groups

Order = tuple[int | None, int | None, int | None]
GROUPED_AT_ONCE = 6
"""A fourth axis of at most so many items makes boxes side by side from the start."""


class Role(StrEnum):
    """All but `SLIDER` can be given to one axis only."""

    WIDTH = "width"
    HEIGHT = "height"
    DEPTH = "depth"
    COLUMNS = "columns"
    ROWS = "rows"
    SLIDER = "slider"


Roles = tuple[Role, ...]


def roles_of(rank: int, order: Order, groups: Groups) -> Roles:
    """Return the role of every axis.

    Examples
    --------
    >>> [str(role) for role in roles_of(4, (3, 2, 1), Groups(columns=0))]
    ['columns', 'depth', 'height', 'width']
    """
    given = dict(zip((*order, groups.columns, groups.rows), Role, strict=False))
    return tuple(given.get(axis, Role.SLIDER) for axis in range(rank))


def with_role(roles: Roles, axis: int, role: Role) -> Roles:
    """Give an axis another role; the axis that had it takes over the old one.

    Examples
    --------
    >>> [str(role) for role in with_role((Role.HEIGHT, Role.WIDTH), 0, Role.WIDTH)]
    ['width', 'height']
    """
    changed = list(roles)
    if role is not Role.SLIDER and role in roles:
        changed[roles.index(role)] = roles[axis]
    changed[axis] = role
    return tuple(changed)


def order_of(roles: Roles) -> Order:
    """Return the axis along x, y and z."""
    x, y, z = (roles.index(role) if role in roles else None for role in (Role.WIDTH, Role.HEIGHT, Role.DEPTH))
    return x, y, z


def groups_of(roles: Roles) -> Groups:
    """Return the axes that make several boxes."""
    columns, rows = (roles.index(role) if role in roles else None for role in (Role.COLUMNS, Role.ROWS))
    return Groups(columns, rows)


def first_groups(shape: tuple[int, ...], shown: tuple[int, ...]) -> Groups:
    """Return how boxes stand at first: a short axis before the box side by side, a short one before it below.

    Examples
    --------
    >>> first_groups((2, 3, 4, 5), (1, 2, 3)), first_groups((2, 3, 4, 5, 6), (2, 3, 4))
    (Groups(columns=0, rows=None), Groups(columns=1, rows=0))
    """
    others = [axis for axis in range(len(shape)) if axis not in shown][::-1]
    short = [axis for axis in others[:2] if 1 < shape[axis] <= GROUPED_AT_ONCE]
    if not short or short[0] != others[0]:
        return Groups()
    return Groups(short[0], short[1] if len(short) > 1 else None)
