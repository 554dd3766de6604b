/** `network:RouteTable` with its inline routes, and `network:Route` beside it. */
import { Route, RouteTable } from "../../azure/estate/estate";
import { isUnknown, Maybe, unknown } from "../../azure/known";
import { Properties } from "../capture/wire-value";
import { Conversion, Resource } from "./conversion";
import { isProperties, listAt, textAt } from "./read";

export function convertRouteTables(conversion: Conversion): readonly RouteTable[] {
  const tables = conversion.ofType("network:RouteTable").map((resource): RouteTable => ({
    origin: conversion.origin(resource),
    id: conversion.id(resource, "Microsoft.Network", [["routeTables", "routeTableName"]]),
    routes: inlineRoutes(resource),
  }));
  const standalone = conversion.ofType("network:Route").map((resource) => ({
    of: conversion.parent(resource, "routeTableName", tables),
    route: readRoute(resource.inputs, resource.name),
  }));
  const stray = standalone.some((one) => one.of === undefined);
  return tables.map((table) => {
    const own = standalone.filter((one) => one.of === table).map((one) => one.route);
    const more = stray ? [...own, ...standalone.filter((one) => one.of === undefined).map((one) => one.route)] : own;
    return { ...table, routes: isUnknown(table.routes) ? table.routes : [...table.routes, ...more] };
  });
}

function inlineRoutes(resource: Resource): Maybe<readonly Route[]> {
  const list = listAt(resource.inputs, "routes") ?? [];
  if (isUnknown(list)) {
    return unknown(`the routes of ${resource.name}`);
  }
  return list.map((value, index) => {
    const path = `routes[${index}]`;
    return isProperties(value) ? readRoute(value, path) : hiddenRoute(path);
  });
}

function readRoute(properties: Properties, path: string): Route {
  const hidden = hiddenRoute(path);
  return {
    path,
    addressPrefix: textAt(properties, "addressPrefix") ?? hidden.addressPrefix,
    nextHopType: textAt(properties, "nextHopType") ?? hidden.nextHopType,
  };
}

function hiddenRoute(path: string): Route {
  const because = unknown(`${path} is not known`);
  return { path, addressPrefix: because, nextHopType: because };
}
