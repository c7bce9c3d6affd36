package org.postizgateway.kamelets;

class PostizGroupsListActionTest extends KameletContract {

    @Override
    String kamelet() {
        return "postiz-groups-list-action";
    }

    @Override
    String request() {
        return "GET /public/v1/groups";
    }

    @Override
    String answer() {
        return """
               [{"id": "c0000000-0000-4000-8000-000000000001", "name": "Acme"}]
               """;
    }
}
